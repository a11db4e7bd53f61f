#include "scenarios/engine/export/output_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "scenarios/engine/run/unfinished.h"

namespace scenario {
namespace fs = std::filesystem;

OutputFile::OutputFile(const std::string& target) : target_(target) { prepare(); }

OutputFile::~OutputFile() {
  file_.reset();
  std::error_code ignored;
  if (!temporary_.empty()) fs::remove(temporary_, ignored);
}

void OutputFile::prepare() {
  std::error_code why;
  const fs::path target = fs::absolute(target_, why);
  if (!target.has_filename()) return fail("this names a folder");
  if (fs::exists(target, why) && !fs::is_regular_file(target, why)) return fail("it exists and is not a file");
  fs::create_directories(target.parent_path(), why);
  if (why) return fail(why.message());
  const std::string name = target.filename().string();
  remove_unfinished(target.parent_path().string(), name);
  const std::string temporary = (target.parent_path() / unfinished_name(name)).string();
  file_.reset(std::fopen(temporary.c_str(), "wb"));
  if (!file_) return fail(std::strerror(errno));
  temporary_ = temporary;
}

void OutputFile::fail(const std::string& what) {
  if (error_.empty()) error_ = "cannot write " + target_ + ": " + what;
}

void OutputFile::write(std::string_view text) {
  if (!file_ || !ready()) return;
  if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) fail(std::strerror(errno));
}

bool OutputFile::commit() {
  if (file_ && std::fclose(file_.release()) != 0) fail(std::strerror(errno));
  if (!ready()) return false;
  if (std::rename(temporary_.c_str(), fs::absolute(target_).c_str()) != 0) {
    fail(std::strerror(errno));
    return false;
  }
  temporary_.clear();
  return true;
}

}  // namespace scenario
