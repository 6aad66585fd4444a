"""The engine that builds, releases and grades the course.

Nothing here is imported by `grader_tests`: students get that package, never this one.
"""
