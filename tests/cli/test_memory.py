"""The C library takes the settings that a server of many threads wants, where it is the GNU one."""

import platform

from parley.cli.memory import few_heaps


def test_the_gnu_library_takes_both_settings_and_others_are_left_alone() -> None:
    assert few_heaps() == (platform.libc_ver()[0] == "glibc")
