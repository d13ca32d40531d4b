"""Benchmarks: whole bots as processes of their own, against one stand-in, as ratios of one run.

Run them with `make bench`. Nothing here is a test: machines are noisy, and a figure only says
something beside another one of the same run.
"""
