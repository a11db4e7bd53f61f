#include "tests/cli/program.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cli {
namespace fs = std::filesystem;
namespace {

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void redirect(int descriptor, const char* path) {
  const int file = ::open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  ::dup2(file, descriptor);
  ::close(file);
}

}  // namespace

std::string program_path() { return KAFKASIM_PROGRAM; }

ProgramTest::ProgramTest()
    : folder_(fs::path(testing::TempDir()) / ("kafkasim." + std::to_string(getpid()) + "." +
                                              testing::UnitTest::GetInstance()->current_test_info()->name())) {
  fs::remove_all(folder_);
  fs::create_directories(folder_);
}

ProgramTest::~ProgramTest() { fs::remove_all(folder_); }

int ProgramTest::start(const std::vector<std::string>& arguments) const {
  std::vector<std::string> words{program_path()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const int process = ::fork();
  if (process == 0) {
    if (::chdir(folder_.c_str()) != 0) ::_exit(126);
    redirect(STDOUT_FILENO, ".stdout");
    redirect(STDERR_FILENO, ".stderr");
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  return process;
}

Ran ProgramTest::finish(int process) const {
  int status = 0;
  ::waitpid(process, &status, 0);
  Ran ran;
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ran.out = text_of(folder_ / ".stdout");
  ran.err = text_of(folder_ / ".stderr");
  return ran;
}

Ran ProgramTest::run(const std::vector<std::string>& arguments) const { return finish(start(arguments)); }

Ran ProgramTest::run_and_signal(const std::vector<std::string>& arguments, int signal) const {
  const int process = start(arguments);
  const auto writing = [&] {
    const auto files = results();
    return std::any_of(files.begin(), files.end(),
                       [](const std::string& f) { return f.find(".part-") != std::string::npos; });
  };
  for (int tries = 0; tries < 1000 && !writing(); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  ::kill(process, signal);
  return finish(process);
}

void ProgramTest::write(const std::string& name, const std::string& text) const {
  std::ofstream(folder_ / name, std::ios::binary) << text;
}

std::string ProgramTest::read(const std::string& name) const { return text_of(folder_ / name); }

std::vector<std::string> ProgramTest::results() const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (auto it = fs::recursive_directory_iterator(folder_ / "results", ignored);
       it != fs::recursive_directory_iterator(); it.increment(ignored))
    names.push_back(fs::relative(it->path(), folder_ / "results", ignored).string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string small_scenario(const std::string& expect) {
  return R"(title: A little run
duration: 20s
cluster: { brokers: 3, hardware: { preset: ideal } }
topics:
  - { name: orders, partitions: 2, replication.factor: 3 }
producers:
  - name: shop
    workload: { topic: orders, rate: 10/s, stop: 10s }
groups:
  - { name: readers, topics: [orders], config: { auto.offset.reset: earliest } }
)" + (expect.empty() ? "" : "expect:\n" + expect);
}

}  // namespace cli
