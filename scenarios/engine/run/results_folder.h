#pragma once
/// The folder a run writes its files to: whole or not at all.
///
/// Files go to a hidden folder beside the target, which takes the target's name at the end. If the run stops before,
/// the hidden folder goes away; one that a crash left behind is removed by the next run for the same target. An earlier
/// result stays untouched until the new one is complete. A folder that is neither empty nor a result (no manifest.json)
/// is never replaced.

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

class ResultsFolder {
 public:
  /// Prepares to replace `target`. On failure `error` says why and ready() is false; nothing was changed.
  explicit ResultsFolder(const std::string& target);
  /// Removes what was written unless committed.
  ~ResultsFolder();
  ResultsFolder(const ResultsFolder&) = delete;
  ResultsFolder& operator=(const ResultsFolder&) = delete;

  [[nodiscard]] bool ready() const { return error_.empty(); }
  /// What went wrong first: "cannot write results/x: No space left on device"; "" as long as all is well.
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] const std::string& target() const { return target_; }

  /// A new file, open until commit(). Returns its number for write().
  std::size_t open(const std::string& name);
  void write(std::size_t file, std::string_view text);
  void write_file(const std::string& name, std::string_view text) { write(open(name), text); }

  /// Closes all files and gives the folder its name. False on any error since the beginning.
  bool commit();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  void prepare();
  void fail(const std::string& what);

  std::string target_;
  std::string temporary_;
  std::string error_;
  std::vector<File> files_;
};

}  // namespace scenario
