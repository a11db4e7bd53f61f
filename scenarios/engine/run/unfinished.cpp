#include "scenarios/engine/run/unfinished.h"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include <unistd.h>

namespace scenario {
namespace fs = std::filesystem;
namespace {

std::string prefix_of(const std::string& name) { return "." + name + ".part-"; }

bool process_runs(std::string_view pid_text) {
  int pid = 0;
  const auto [end, error] = std::from_chars(pid_text.data(), pid_text.data() + pid_text.size(), pid);
  if (error != std::errc() || end != pid_text.data() + pid_text.size() || pid <= 0) return true;  // not ours
  return pid != ::getpid() && (::kill(pid, 0) == 0 || errno != ESRCH);
}

}  // namespace

std::string unfinished_name(const std::string& name) { return prefix_of(name) + std::to_string(::getpid()); }

void remove_unfinished(const std::string& parent, const std::string& name) {
  const std::string prefix = prefix_of(name);
  std::error_code ignored;
  std::vector<fs::path> stale;
  for (auto it = fs::directory_iterator(parent, ignored); it != fs::directory_iterator(); it.increment(ignored)) {
    const std::string entry = it->path().filename().string();
    if (entry.starts_with(prefix) && !process_runs(std::string_view(entry).substr(prefix.size())))
      stale.push_back(it->path());
  }
  for (const fs::path& path : stale) fs::remove_all(path, ignored);
}

}  // namespace scenario
