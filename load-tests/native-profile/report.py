"""Prints where the CPU time of a native function went: report.py ROOT < the output of perf script."""

import sys

import stacks


def main():
    print(stacks.report(stacks.read(sys.stdin), stacks.packages_of(sys.argv[1])))


if __name__ == "__main__":
    main()
