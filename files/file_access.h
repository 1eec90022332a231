// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace etslink {

// A file can't be read or must not be written; what() names the path and the reason.
class FileError : public std::runtime_error {
 public:
  FileError(const std::string& path, const std::string& reason);
};

// What was computed can't be written: the disk is full, a pipe is closed.
class WriteError : public FileError {
 public:
  using FileError::FileError;
};

// Throws FileError where no file can be read from `path`.
void check_readable(const std::string& path);

// Asked before a long calculation: throws FileError where no file can be written at `path` (into the folder), or where
// it would destroy an input of the same command (input_files.h), by whatever name or link. Nothing that is there
// changes.
void check_writable(const std::string& path);
void check_folder_writable(const std::string& folder);

// A device, a pipe, or the program's own output: it has no old content to lose.
[[nodiscard]] bool is_written_in_place(const std::string& path);

// Writes a file in one step: a temporary file of an unpredictable name beside it is renamed, so that nobody ever sees
// half a file and an old one stays as it is where WriteError is thrown. Behind a symbolic link the file that it names
// is replaced and the link stays; what is written in place stays what it is.
void write_file(const std::string& path, std::string_view bytes);
// Gives a finished file its name, by the same rules; where that fails it stays where it was. WriteError.
void move_file(const std::string& from, const std::string& to);
// Several files that belong together, in this order: all contents are written beside their targets before the first one
// gets its name, so that where the disk is full the old files stay together. `seal` says that they do: it is away while
// names change, and gets its own last. WriteError.
struct FileChange {
  std::string path;
  std::optional<std::string> bytes;  // none: the file is removed, where it is there
};
void change_files(const std::vector<FileChange>& changes, const std::optional<FileChange>& seal = std::nullopt);
// Makes a folder with those above it, where they are missing; removes a file, where it is there. WriteError.
void make_folder(const std::string& path);
void remove_file(const std::string& path);

}  // namespace etslink
