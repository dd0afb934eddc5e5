"""The program that is measured, and the machine it is measured on."""

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

# Every Debian with ncurses, zlib and Expat has these.
EXPECTED = {"libc", "libm", "libstdc++", "libgcc_s", "libz", "libexpat", "libncursesw", "libtinfo"}


def built(root, again):
    """The static release, built when it is missing or `again` is set."""
    scratch = root / ".build/release-static"
    binary = scratch / "release/vertesia-bedrock"
    if again or not binary.exists():
        print("Building a static release; the first one takes about ten minutes.", flush=True)
        subprocess.run(
            ["swift", "build", "-c", "release", "--static-swift-stdlib",
             "--scratch-path", scratch, "--product", "vertesia-bedrock"],
            cwd=root, check=True, stdout=subprocess.DEVNULL)
    newest = max(path.stat().st_mtime for path in (root / "Sources").rglob("*.swift"))
    if newest > binary.stat().st_mtime:
        print("The sources are newer than this build; Tests/bench --build makes a new one.")
    return binary


def stripped(binary, directory):
    """A copy without symbols."""
    directory.mkdir(parents=True, exist_ok=True)
    copy = directory / "vertesia-bedrock"
    subprocess.run(["strip", "-o", copy, binary], check=True)
    return copy


def libraries(binary):
    """What the loader brings along, without the loader itself."""
    lines = subprocess.run(
        ["ldd", binary], check=True, capture_output=True, text=True).stdout.splitlines()
    names = [re.match(r"\s*(\S+?)\.so", line) for line in lines]
    return sorted({name[1] for name in names if name} - {"linux-vdso"}
                  - {name[1] for name in names if name and "ld-linux" in name[1]})


def installed(command, package):
    """The path of a command, from apt when it is missing; `None` when that fails too."""
    if shutil.which(command) is None:
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for words in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run(
                [*sudo, "apt-get", *words],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return shutil.which(command)


def machine():
    """In words, for whoever compares figures."""
    processor = memory = "unknown"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            processor = line.split(":", 1)[1].strip()
            break
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemTotal"):
            memory = f"{int(line.split()[1]) / 2**20:.0f} GiB"
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    return (f"{os.cpu_count()} x {processor}, {memory}, {system}, Linux {platform.release()}, "
            f"load {os.getloadavg()[0]:.1f}")


def sync_time(directory):
    """The median of 50 fsyncs of 4 KiB, in milliseconds: each saved state waits for some."""
    times = []
    with open(directory / "sync", "wb", buffering=0) as file:
        for _ in range(50):
            file.write(b"x" * 4096)
            began = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def commit(root):
    """The commit, with a plus sign when something is not committed."""
    def git(*words):
        return subprocess.run(
            ["git", *words], cwd=root, capture_output=True, text=True, check=False).stdout.strip()
    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain") else "")


def python():
    return f"Python {sys.version.split()[0]}"
