#include "tests/cli/pseudo_terminal.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <regex>

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cli/program.h"

namespace cli {
namespace {

/// For one answer, on a machine that has other work too.
constexpr std::chrono::seconds kPatience(30);

}  // namespace

PseudoTerminal::PseudoTerminal(const std::vector<std::string>& arguments, const std::filesystem::path& folder) {
  std::vector<std::string> words{program_path()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const winsize size{40, 200, 0, 0};
  process_ = ::forkpty(&master_, nullptr, nullptr, &size);
  if (process_ != 0) return;
  ::setenv("TERM", "xterm", 1);
  if (::chdir(folder.c_str()) != 0) ::_exit(126);
  ::execv(argv[0], argv.data());
  ::_exit(127);
}

PseudoTerminal::~PseudoTerminal() {
  if (!ended_) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  ::close(master_);
}

void PseudoTerminal::type(std::string_view keys) const {
  while (!keys.empty()) {
    const ssize_t written = ::write(master_, keys.data(), keys.size());
    if (written <= 0) return;
    keys.remove_prefix(static_cast<std::size_t>(written));
  }
}

testing::AssertionResult PseudoTerminal::shows(const std::string& pattern, std::chrono::seconds patience) {
  const Clock::time_point until = Clock::now() + patience;
  while (!found(pattern))
    if (!read_more(until)) return testing::AssertionFailure() << "no '" << pattern << "' in\n" << picture_.text(from_);
  return testing::AssertionSuccess();
}

bool PseudoTerminal::found(const std::string& pattern) {
  const std::string text = picture_.text(from_);
  // What was written over since is new.
  const std::size_t skip = text.starts_with(seen_) ? seen_.size() : 0;
  auto rules = std::regex_constants::match_default;
  if (skip > 0) rules |= std::regex_constants::match_prev_avail;
  std::smatch match;
  const std::regex wanted(pattern, std::regex::ECMAScript | std::regex::multiline);
  if (!std::regex_search(text.begin() + static_cast<std::ptrdiff_t>(skip), text.end(), match, wanted, rules))
    return false;
  const std::string before(text.begin(), match[0].second);
  from_ += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  seen_ = before.substr(before.find_last_of('\n') + 1);
  return true;
}

/// False: nothing comes any more, or not in time.
bool PseudoTerminal::read_more(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  pollfd in{master_, POLLIN, 0};
  if (gone_ || left.count() <= 0 || ::poll(&in, 1, static_cast<int>(left.count())) <= 0) return false;
  std::array<char, 4096> bytes;
  const ssize_t got = ::read(master_, bytes.data(), bytes.size());
  gone_ = got <= 0;  // EIO: nobody holds the other end
  if (!gone_) picture_.show({bytes.data(), static_cast<std::size_t>(got)});
  return !gone_;
}

bool PseudoTerminal::process_stopped() {
  int status = 0;
  return ::waitpid(process_, &status, WNOHANG | WUNTRACED) == process_ && WIFSTOPPED(status);
}

std::optional<int> PseudoTerminal::exit_code() {
  const Clock::time_point until = Clock::now() + kPatience;
  while (read_more(until)) {
  }
  if (!gone_ || ended_) return code_;
  int status = 0;
  ::waitpid(process_, &status, 0);
  ended_ = true;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return code_;
}

}  // namespace cli
