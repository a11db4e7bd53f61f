#include "scenarios/engine/run/results_folder.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>

#include "scenarios/engine/run/unfinished.h"

namespace scenario {
namespace fs = std::filesystem;
namespace {

/// Swaps two folders in one step where the file system can.
bool swap_names(const std::string& a, const std::string& b) {
#ifdef RENAME_EXCHANGE
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return true;
#endif
  const std::string aside = b + "-old";
  if (std::rename(b.c_str(), aside.c_str()) != 0) return false;
  if (std::rename(a.c_str(), b.c_str()) != 0) {
    const int why = errno;
    (void)std::rename(aside.c_str(), b.c_str());
    errno = why;
    return false;
  }
  return std::rename(aside.c_str(), a.c_str()) == 0;
}

}  // namespace

ResultsFolder::ResultsFolder(const std::string& target) {
  std::error_code ignored;
  fs::path path = fs::weakly_canonical(fs::absolute(target, ignored), ignored);
  if (path.empty()) path = target;
  if (!path.has_filename()) path = path.parent_path();
  target_ = path.string();
  prepare();
}

ResultsFolder::~ResultsFolder() {
  files_.clear();
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove_all(temporary_, ignored);
}

void ResultsFolder::prepare() {
  std::error_code why;
  const fs::path target(target_);
  if (fs::exists(target, why)) {
    if (!fs::is_directory(target, why)) return fail("it exists and is not a folder");
    if (!fs::is_empty(target, why) && !fs::exists(target / "manifest.json", why))
      return fail("the folder holds something else than results (no manifest.json), so it is not replaced");
  }
  fs::create_directories(target.parent_path(), why);
  if (why) return fail(why.message());
  const std::string name = target.filename().string();
  remove_unfinished(target.parent_path().string(), name);
  const std::string temporary = (target.parent_path() / unfinished_name(name)).string();
  fs::create_directory(temporary, why);
  if (why) return fail(why.message());
  temporary_ = temporary;
}

void ResultsFolder::fail(const std::string& what) {
  if (error_.empty()) error_ = "cannot write results to " + target_ + ": " + what;
}

std::size_t ResultsFolder::open(const std::string& name) {
  File file;
  if (ready()) {
    file.reset(std::fopen((fs::path(temporary_) / name).c_str(), "wb"));
    if (!file) fail(name + ": " + std::strerror(errno));
  }
  files_.push_back(std::move(file));
  return files_.size() - 1;
}

void ResultsFolder::write(std::size_t file, std::string_view text) {
  std::FILE* const to = files_.at(file).get();
  if (to == nullptr || !ready()) return;
  if (std::fwrite(text.data(), 1, text.size(), to) != text.size()) fail(std::strerror(errno));
}

bool ResultsFolder::commit() {
  for (File& file : files_) {
    if (file && std::fclose(file.release()) != 0) fail(std::strerror(errno));
  }
  files_.clear();
  if (!ready()) return false;
  std::error_code why;
  if (fs::exists(target_, why)) {
    if (!swap_names(temporary_, target_)) {
      fail(std::strerror(errno));
      return false;
    }
    fs::remove_all(temporary_, why);
  } else if (std::rename(temporary_.c_str(), target_.c_str()) != 0) {
    fail(std::strerror(errno));
    return false;
  }
  temporary_.clear();
  return true;
}

}  // namespace scenario
