// SPDX-License-Identifier: Apache-2.0
#include "files/file_access.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "files/input_files.h"
#include "tests/fixtures/temporary_folder.h"

using namespace etslink;
namespace fs = std::filesystem;

namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::ptrdiff_t files_in(const std::string& folder) {
  return std::distance(fs::directory_iterator(folder), fs::directory_iterator());
}

// Message with which an output is refused, without its path; empty where it is accepted.
std::string refusal(void (*check)(const std::string&), const std::string& path) {
  try {
    check(path);
  } catch (const WriteError&) {
    return "not before the calculation";
  } catch (const FileError& error) {
    return std::string(error.what()).substr(path.empty() ? 0 : path.size() + 2);
  }
  return {};
}

}  // namespace

TEST_CASE("a file is replaced in one step, keeps its permissions, and nothing else stays in the folder") {
  const TemporaryFolder folder;
  const auto path = folder.path("note.txt");
  write_file(path, "old");
  REQUIRE(::chmod(path.c_str(), 0640) == 0);
  write_file(path, std::string("new\0text", 8));
  CHECK(text_of(path) == std::string("new\0text", 8));
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0640U);
  CHECK(files_in(folder.path("")) == 1);
}

TEST_CASE("files that belong together change together or not at all, and the seal comes last") {
  const TemporaryFolder folder;
  const auto seal = folder.path("seal"), first = folder.path("first"), gone = folder.path("gone");
  for (const auto& path : {seal, first, gone}) write_file(path, "old");
  const FileChange new_first{first, "new"}, removed{gone, std::nullopt}, new_seal{seal, "new"};
  CHECK_THROWS_AS(change_files({new_first, removed, {folder.path("none/second"), "new"}}, new_seal), WriteError);
  CHECK(text_of(first) == "old");
  CHECK(text_of(seal) == "old");
  CHECK(text_of(gone) == "old");
  CHECK(files_in(folder.path("")) == 3);
  // Half of the names have changed: what is there is not sealed.
  fs::create_directories(folder.path("folder/within"));
  CHECK_THROWS_AS(change_files({new_first, {folder.path("folder"), "new"}}, new_seal), WriteError);
  CHECK_FALSE(fs::exists(seal));
  fs::remove_all(folder.path("folder"));
  change_files({new_first, removed}, new_seal);
  CHECK(text_of(first) == "new");
  CHECK(text_of(seal) == "new");
  CHECK(files_in(folder.path("")) == 2);
}

TEST_CASE("a name of the greatest length can be written, one beyond it is refused with the reason") {
  const TemporaryFolder folder;
  const auto longest = folder.path(std::string(255, 'x')), too_long = folder.path(std::string(256, 'x'));
  CHECK(refusal(check_writable, longest).empty());
  write_file(longest, "text");
  CHECK(text_of(longest) == "text");
  CHECK(refusal(check_writable, too_long) == "can't be written: File name too long");
  CHECK(refusal(check_folder_writable, too_long + "/below") == "can't be written: File name too long");
}

TEST_CASE("a guessed name of the temporary file is of no use") {
  const TemporaryFolder folder;
  write_file(folder.path("victim"), "precious");
  fs::create_symlink(folder.path("victim"), folder.path("out.h5.tmp"));
  write_file(folder.path("out.h5"), "results");
  CHECK(text_of(folder.path("victim")) == "precious");
  CHECK(fs::is_symlink(folder.path("out.h5.tmp")));
}

TEST_CASE("behind symbolic links the file is replaced or made, and the links stay") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("far"));
  write_file(folder.path("far/file"), "old");
  fs::create_symlink("far/file", folder.path("one"));
  fs::create_symlink("one", folder.path("two"));
  fs::create_symlink("far/absent", folder.path("dangling"));
  for (const char* name : {"two", "dangling"}) {
    CHECK(refusal(check_writable, folder.path(name)).empty());
    write_file(folder.path(name), name);
    CHECK(fs::is_symlink(folder.path(name)));
  }
  CHECK(text_of(folder.path("far/file")) == "two");
  CHECK(text_of(folder.path("far/absent")) == "dangling");
  fs::create_symlink("circle", folder.path("circle"));
  CHECK(refusal(check_writable, folder.path("circle")) == "can't be written: Too many levels of symbolic links");
}

TEST_CASE("devices and pipes are written to and stay what they are") {
  const TemporaryFolder folder;
  CHECK(refusal(check_writable, "/dev/null").empty());
  write_file("/dev/null", "gone");
  CHECK(fs::is_character_file("/dev/null"));
  CHECK_THROWS_WITH_AS(write_file("/dev/full", "text"), "/dev/full: can't be written: No space left on device",
                       WriteError);
  const auto pipe = folder.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(refusal(check_writable, pipe).empty());
  std::string received;
  std::jthread reader([&] { received = text_of(pipe); });
  write_file(pipe, "through the pipe");
  reader.join();
  CHECK(received == "through the pipe");
  CHECK(fs::is_fifo(pipe));
  write_file(folder.path("journal"), "all records");
  std::jthread second([&] { received = text_of(pipe); });
  move_file(folder.path("journal"), pipe);
  second.join();
  CHECK(received == "all records");
  CHECK_FALSE(fs::exists(folder.path("journal")));
}

TEST_CASE("what a command reads can't be its output, by whatever name or link") {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("sources"));
  write_file(folder.path("sources/table.csv"), "precious");
  fs::create_hard_link(folder.path("sources/table.csv"), folder.path("hard"));
  fs::create_symlink("sources/table.csv", folder.path("soft"));
  fs::create_directory_symlink("sources", folder.path("way"));
  const std::string refused = "can't be written: this command reads it; name another output";
  forget_inputs();
  CHECK(refusal(check_writable, folder.path("hard")).empty());
  note_input(folder.path("sources/table.csv"));
  for (const char* name : {"sources/table.csv", "hard", "soft", "way/table.csv", "sources/../hard"}) {
    CAPTURE(std::string(name));
    CHECK(refusal(check_writable, folder.path(name)) == refused);
  }
  CHECK(refusal(check_writable, folder.path("other")).empty());
  const std::string holds = "can't be written: the folder holds files that this command reads; name another one";
  for (const char* name : {"sources", "way", "sources/", "way/../sources"}) {
    CHECK(refusal(check_folder_writable, folder.path(name)) == holds);
  }
  CHECK(refusal(check_folder_writable, folder.path("sources/below")).empty());
  forget_inputs();
  note_input(folder.path("soft"));  // read by a link: its own folder and that of the file
  CHECK(refusal(check_folder_writable, folder.path("sources")) == holds);
  CHECK(refusal(check_folder_writable, folder.path("")) == holds);
  forget_inputs();
}

TEST_CASE("what can't be written is refused before the calculation, and the check leaves nothing behind") {
  const TemporaryFolder folder;
  write_file(folder.path("file"), "text");
  CHECK(refusal(check_writable, "") == "'': can't be written: an output needs a name");
  CHECK(refusal(check_writable, folder.path("")) == "can't be written: it is a folder");
  CHECK(refusal(check_writable, folder.path("none/out.h5")) == "can't be written: No such file or directory");
  CHECK(refusal(check_writable, folder.path("file/out.h5")) == "can't be written: Not a directory");
  CHECK(refusal(check_writable, "/proc/out.h5") == "can't be written: No such file or directory");
  CHECK(refusal(check_folder_writable, folder.path("file")) ==
        "can't be written: " + folder.path("file") + " is a file");
  CHECK(refusal(check_folder_writable, folder.path("a/b/c")).empty());
  CHECK(refusal(check_readable, folder.path("")) == "can't be read: it is a folder");
  CHECK(refusal(check_readable, folder.path("none")) == "can't be read: No such file or directory");
  CHECK(refusal(check_writable, folder.path("out.h5")).empty());
  CHECK(files_in(folder.path("")) == 1);
}

TEST_CASE("a file or a folder without permission is refused") {
  const TemporaryFolder folder;
  for (const char* name : {"file", "secret"}) write_file(folder.path(name), "text");
  REQUIRE(::chmod(folder.path("file").c_str(), 0444) == 0);
  REQUIRE(::chmod(folder.path("secret").c_str(), 0000) == 0);
  REQUIRE(::chmod(folder.path("").c_str(), 0555) == 0);
  // The superuser may do everything, so that he acts as somebody else.
  constexpr uid_t nobody = 65534;
  const uid_t user = ::geteuid();
  if (user == 0) REQUIRE(::seteuid(nobody) == 0);
  const std::string denied = ": Permission denied";
  const auto file = refusal(check_writable, folder.path("file")), made = refusal(check_writable, folder.path("new")),
             below = refusal(check_folder_writable, folder.path("new/below")),
             secret = refusal(check_readable, folder.path("secret"));
  REQUIRE(::seteuid(user) == 0);
  CHECK(file == "can't be written" + denied);
  CHECK(made == "can't be written" + denied);
  CHECK(below == "can't be written" + denied);
  CHECK(secret == "can't be read" + denied);
  REQUIRE(::chmod(folder.path("").c_str(), 0700) == 0);
}
