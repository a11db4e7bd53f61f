#pragma once
/// A single file that is written whole or not at all, as a ResultsFolder is: under a hidden name beside its target,
/// which takes the target's name at the end. A file of that name is replaced.

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace scenario {

class OutputFile {
 public:
  /// On failure `error` says why; nothing was changed.
  explicit OutputFile(const std::string& target);
  /// Removes what was written unless committed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  [[nodiscard]] bool ready() const { return error_.empty(); }
  /// "cannot write trace.json: No space left on device"; "" as long as all is well.
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] const std::string& target() const { return target_; }

  void write(std::string_view text);
  /// False on any error since the beginning.
  bool commit();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  void prepare();
  void fail(const std::string& what);

  std::string target_;
  std::string temporary_;
  std::string error_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace scenario
