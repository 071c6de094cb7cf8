"""Packages as nobody should make them, and as people do make them."""

import contextlib
import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sites.themes import files
from sites.themes.files import ThemeFiles, Unreadable, from_folder, from_zip
from tests.sites.themes.building import theme_files

GOOD = {"theme.json": b"{}", "templates/a.html": b"a", "static/css/theme.css": b"b"}


def zipped(entries, compression=zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, data in entries.items() if isinstance(entries, dict) else entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = compression
            archive.writestr(info, data)
    return target.getvalue()


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        from_zip(data)
    return caught.value.finding.code


def entry(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def test_an_archive_and_its_folder_give_the_same_theme(tmp_path):
    ThemeFiles(GOOD).write_to(tmp_path)
    assert from_folder(tmp_path).digest == from_zip(zipped(GOOD)).digest == ThemeFiles(GOOD).digest


def test_packing_gives_the_same_bytes_whatever_the_order_the_day_and_the_machine():
    turned = dict(reversed(GOOD.items()))
    assert ThemeFiles(GOOD).pack() == ThemeFiles(turned).pack()
    assert from_zip(ThemeFiles(GOOD).pack()).contents == GOOD


def test_one_folder_around_everything_is_taken_off_and_junk_is_left_out():
    data = zipped({
        **{f"quai-main/{name}": content for name, content in GOOD.items()},
        "__MACOSX/quai-main/._theme.json": b"x",
        "quai-main/.DS_Store": b"x",
        "quai-main/.gitignore": b"x",
        "quai-main/.git/config": b"x",
        "quai-main/Thumbs.db": b"x",
    })  # fmt: skip
    assert from_zip(data).contents == GOOD


def test_two_folders_around_everything_are_one_too_many():
    assert code_of(zipped({f"a/b/{name}": data for name, data in GOOD.items()})) == "P003"


def test_two_themes_in_one_archive_are_refused():
    both = {f"{top}/{name}": data for top in "ab" for name, data in GOOD.items()}
    assert code_of(zipped(both)) == "P003"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.html", "templates/../../evil.html", "/etc/passwd", "C:/evil.html", "C:evil.html",
        "templates\\..\\evil.html", "templates/a\nb.html", "templates//base.html",
        "./templates/a.html",
        "templates/ a.html", "templates/été.html", "templates/a\u202elmth.html",
        "static/" + 200 * "a" + ".css", "templates/.htaccess", "\\\\server\\share",
        "static/a:stream",
    ],
)  # fmt: skip
def test_a_name_that_could_lie_elsewhere_is_refused(name):
    assert code_of(zipped({**GOOD, name: b"x"})) == "P004"


def test_what_lies_outside_is_refused_even_inside_the_wrapping_folder():
    assert code_of(zipped({"quai/theme.json": b"{}", "quai/../../a": b"x"})) == "P004"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_in_an_archive_are_refused(kind):
    odd = entry("static/a.css", kind | 0o777)
    assert code_of(zipped([*GOOD.items(), (odd, b"/etc/passwd")])) == "P006"


def test_links_in_a_folder_are_refused(tmp_path):
    ThemeFiles(GOOD).write_to(tmp_path)
    for target, name in (("/etc/passwd", "static/a.css"), ("/etc", "static/img")):
        (tmp_path / name).symlink_to(target)
        with pytest.raises(Unreadable) as caught:
            from_folder(tmp_path)
        assert caught.value.finding.code == "P006"
        (tmp_path / name).unlink()


def test_a_pipe_in_a_folder_is_refused_and_not_read(tmp_path):
    ThemeFiles(GOOD).write_to(tmp_path)
    os.mkfifo(tmp_path / "static/a.css")
    with pytest.raises(Unreadable) as caught:
        from_folder(tmp_path)
    assert caught.value.finding.code == "P006"


def test_an_encrypted_archive_is_refused():
    data = bytearray(zipped(GOOD))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        data[place + offset] |= 1
    assert code_of(bytes(data)) == "P005"


@pytest.mark.parametrize("other", ["templates/a.html", "templates/A.HTML", "Templates/a.html"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(other):
    assert code_of(zipped([*GOOD.items(), (other, b"c")])) == "P006"


def test_names_that_differ_in_capitals_are_refused_in_a_folder_as_in_its_archive(tmp_path):
    ThemeFiles({**GOOD, "templates/A.html": b"c"}).write_to(tmp_path)
    with pytest.raises(Unreadable) as caught:
        from_folder(tmp_path)
    assert caught.value.finding.code == "P006"


def with_size(data: bytes, size: int) -> bytes:
    """The archive with another unpacked size for its last entry, in the directory."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, changed.rfind(b"PK\x01\x02") + 24, size)
    return bytes(changed)


@pytest.mark.parametrize("size", [1, 100_000, 2**31])
def test_a_size_that_lies_is_refused(size):
    data = zipped({**GOOD, "static/a.css": bytes(5000)})
    assert code_of(with_size(data, size)) in ("P002", "P007")


def test_a_bomb_is_refused_before_it_is_unpacked():
    assert code_of(zipped({**GOOD, "static/a.css": bytes(files.MAX_FILE + 1)})) == "P007"
    many = {f"static/{n}.css": bytes(files.MAX_FILE) for n in range(6)}
    assert code_of(zipped({**GOOD, **many})) == "P007"
    hidden = with_size(zipped({**GOOD, "static/a.css": bytes(50_000_000)}), 10)
    assert code_of(hidden) in ("P002", "P007")


def test_ten_thousand_files_are_refused(tmp_path):
    many = {f"static/{n}.css": b"" for n in range(10_000)}
    assert code_of(zipped({**GOOD, **many}, zipfile.ZIP_STORED)) == "P007"
    ThemeFiles({**GOOD, **dict(list(many.items())[:600])}).write_to(tmp_path)
    with pytest.raises(Unreadable) as caught:
        from_folder(tmp_path)
    assert caught.value.finding.code == "P007"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_no_tool_uses_for_themes_are_refused(compression):
    assert code_of(zipped(GOOD, compression)) == "P002"


@pytest.mark.parametrize("data", [b"", b"PK", b"not a zip", b"PK\x05\x06" + bytes(18), bytes(4000)])
def test_what_is_no_archive_is_refused(data):
    assert code_of(data) in ("P002", "P003")


def test_an_archive_that_is_too_big_is_not_looked_into():
    assert code_of(bytes(files.MAX_TOTAL + 1)) == "P007"


ARCHIVE = theme_files(templates={"a.html": "a" * 500}, static={"css/theme.css": "b{}" * 50}).pack()


@given(
    st.lists(
        st.tuples(st.integers(0, len(ARCHIVE) - 1), st.integers(0, 255)), min_size=1, max_size=6
    ),
    st.integers(0, len(ARCHIVE)),
)
@settings(max_examples=150, deadline=None)
def test_a_damaged_archive_is_refused_in_words_or_read(changes, cut):
    data = bytearray(ARCHIVE)
    for place, value in changes:
        data[place] = value
    for damaged in (bytes(data), bytes(data[:cut])):
        with contextlib.suppress(Unreadable):
            from_zip(damaged)


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b""])
def test_a_byte_order_mark_is_no_part_of_a_text(start):
    contents = {**GOOD, "templates/a.html": start + "é".encode()}
    assert ThemeFiles(contents).text("templates/a.html") == "é"


def test_a_path_that_is_not_there_is_a_finding():
    with pytest.raises(Unreadable) as caught:
        files.read(Path("/nowhere/at/all"))
    assert caught.value.finding.code == "P001"
