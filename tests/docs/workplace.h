#pragma once
// A folder in which the commands of documents find what they would find at the project's root, and nothing they can
// harm.

#include <string>

namespace docs {

std::string read_file(const std::string& path);

struct Outcome {
  int exit_code = -1;
  std::string output;
};

class Workplace {
 public:
  Workplace();
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  [[nodiscard]] Outcome run(const std::string& arguments) const;
  void write(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

// `test` and `bench` are the launcher's own; running them from here would run the calling test again.
bool for_the_program(const std::string& command);

}  // namespace docs
