// SPDX-License-Identifier: Apache-2.0
#include "files/file_access.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <list>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "files/input_files.h"

namespace etslink {
namespace {

namespace fs = std::filesystem;

constexpr mode_t usual_mode = 0666;  // less the umask

std::string system_reason() { return std::generic_category().message(errno); }

std::string not_written() { return "can't be written: " + system_reason(); }

std::optional<struct stat> status_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return status;
}

// As the user that the program acts for.
bool may_access(const std::string& path, int how) { return ::faccessat(AT_FDCWD, path.c_str(), how, AT_EACCESS) == 0; }

// An open file, closed at the end of its scope.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  ~OpenFile() {
    if (is_open()) ::close(number_);
  }
  OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile& operator=(OpenFile&&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

  [[nodiscard]] bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(number_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return false;
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  // Some disks tell only now that they are full.
  [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

std::string random_name() {
  constexpr std::array digits{'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
  std::array<std::uint8_t, 12> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return {};
  std::string name = ".etslink_";
  for (const auto byte : bytes) (name += digits[byte >> 4U]) += digits[byte & 15U];
  return name;
}

// A new file of an unpredictable name; its name is short whatever the target is called.
struct TemporaryFile {
  std::string path;
  OpenFile file;

  explicit TemporaryFile(const fs::path& target)
      : path((target.parent_path() / random_name()).string()),
        file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, usual_mode)) {}
  ~TemporaryFile() {
    if (!path.empty()) ::unlink(path.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] bool rename_to(const std::string& target) {
    if (::rename(path.c_str(), target.c_str()) != 0) return false;
    path.clear();
    return true;
  }
};

// Where a chain of symbolic links ends, be there a file or none.
std::string link_target(const std::string& path) {
  constexpr int most_links = 40;  // as the system has it
  fs::path target = path;
  std::error_code error;
  for (int i = 0; i < most_links && fs::is_symlink(target, error); ++i) {
    const auto next = fs::read_symlink(target, error);
    if (error) break;
    target = next.is_absolute() ? next : target.parent_path() / next;
  }
  return target.string();
}

// The program's own output or messages, where they go to this file.
std::optional<int> own_stream(const struct stat& status) {
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
    struct stat own {};
    if (::fstat(stream, &own) == 0 && own.st_dev == status.st_dev && own.st_ino == status.st_ino) return stream;
  }
  return std::nullopt;
}

bool is_replaced(const std::optional<struct stat>& status) {
  return !status || (S_ISREG(status->st_mode) && !own_stream(*status));
}

void write_as_it_is(const std::string& path, const struct stat& status, std::string_view bytes) {
  const auto stream = own_stream(status);
  OpenFile file(stream ? ::dup(*stream) : ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open() || !file.write(bytes) || !file.close()) throw WriteError(path, not_written());
}

// The new content of a file: complete beside it, or, of what is written in place, not yet written.
class NewContent {
 public:
  NewContent(const std::string& path, std::string_view bytes) : path_(path), bytes_(bytes), old_(status_of(path)) {
    if (!is_replaced(old_)) return;
    target_ = link_target(path);
    temporary_.emplace(target_);
    if (!temporary_->file.is_open()) fail();
    if (old_) (void)::fchmod(temporary_->file.number(), old_->st_mode & 07777U);  // else the usual one remains
    if (!temporary_->file.write(bytes) || !temporary_->file.close()) fail();
  }

  void take_place() {
    if (!temporary_)
      write_as_it_is(path_, *old_, bytes_);
    else if (!temporary_->rename_to(target_))
      fail();
  }

 private:
  [[noreturn]] void fail() const { throw WriteError(path_, not_written()); }

  std::string path_, target_;
  std::string_view bytes_;
  std::optional<struct stat> old_;
  std::optional<TemporaryFile> temporary_;
};

void require_name(const std::string& path) {
  if (path.empty()) throw FileError("''", "can't be written: an output needs a name");
}

}  // namespace

FileError::FileError(const std::string& path, const std::string& reason) : std::runtime_error(path + ": " + reason) {}

void check_readable(const std::string& path) {
  const auto status = status_of(path);
  if (status && S_ISDIR(status->st_mode)) throw FileError(path, "can't be read: it is a folder");
  if (!status || !may_access(path, R_OK)) throw FileError(path, "can't be read: " + system_reason());
}

void check_writable(const std::string& path) {
  require_name(path);
  const auto status = status_of(path);
  if (!status && errno != ENOENT) throw FileError(path, not_written());
  if (status && S_ISDIR(status->st_mode)) throw FileError(path, "can't be written: it is a folder");
  if (status && S_ISSOCK(status->st_mode)) throw FileError(path, "can't be written: it is a socket");
  if (is_input(path)) throw FileError(path, "can't be written: this command reads it; name another output");
  if (status && !own_stream(*status) && !may_access(path, W_OK)) throw FileError(path, not_written());
  if (!is_replaced(status)) return;
  const TemporaryFile trial(link_target(path));
  if (!trial.file.is_open()) throw FileError(path, not_written());
}

void check_folder_writable(const std::string& folder) {
  require_name(folder);
  if (holds_input(folder)) {
    throw FileError(folder, "can't be written: the folder holds files that this command reads; name another one");
  }
  // What is missing of the path can be made in the last folder that is there.
  for (fs::path path = folder;; path = path.parent_path()) {
    if (path.empty()) path = ".";
    const auto status = status_of(path.string());
    if (!status && errno == ENOENT && path != path.parent_path() && path != ".") continue;
    if (status && !S_ISDIR(status->st_mode))
      throw FileError(folder, "can't be written: " + path.string() + " is a file");
    if (!status || !may_access(path, W_OK | X_OK)) throw FileError(folder, not_written());
    return;
  }
}

bool is_written_in_place(const std::string& path) {
  const auto status = status_of(path);
  return !is_replaced(status) && !S_ISDIR(status->st_mode);
}

void write_file(const std::string& path, std::string_view bytes) { NewContent(path, bytes).take_place(); }

void change_files(const std::vector<FileChange>& changes, const std::optional<FileChange>& seal) {
  std::list<NewContent> contents;
  for (const auto& change : changes) {
    if (change.bytes) contents.emplace_back(change.path, *change.bytes);
  }
  if (seal) {
    contents.emplace_back(seal->path, seal->bytes.value());
    if (is_replaced(status_of(seal->path))) remove_file(seal->path);
  }
  for (const auto& change : changes) {
    if (!change.bytes) remove_file(change.path);
  }
  for (auto& content : contents) content.take_place();
}

void move_file(const std::string& from, const std::string& to) {
  if (is_replaced(status_of(to)) && ::rename(from.c_str(), link_target(to).c_str()) == 0) return;
  std::ifstream file(from, std::ios::binary);  // a device, or another disk
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) throw WriteError(to, "can't be written: " + from + " can't be read");
  write_file(to, bytes.str());
  remove_file(from);
}

void make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw WriteError(path, "can't be made: " + error.message());
}

void remove_file(const std::string& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) throw WriteError(path, "can't be removed: " + error.message());
}

}  // namespace etslink
