#pragma once
/// The files that programs read and write: those made within a session, and behind them whatever the caller lets them
/// see.

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace tools {

/// By name as typed: there are no folders and no working directory. Nothing written here leaves the simulation.
class Files {
 public:
  using Read = std::function<std::optional<std::string>(const std::string& name)>;

  /// Asked for what is not here: the disk of who sits before the screen.
  void set_outside(Read read) { outside_ = std::move(read); }

  void write(const std::string& name, std::string text) { files_[name] = std::move(text); }
  void append(const std::string& name, const std::string& text) { files_[name] = read(name).value_or("") + text; }
  /// Nothing: no such file.
  [[nodiscard]] std::optional<std::string> read(const std::string& name) const {
    if (const auto it = files_.find(name); it != files_.end()) return it->second;
    return outside_ ? outside_(name) : std::nullopt;
  }

 private:
  std::map<std::string, std::string> files_;
  Read outside_;
};

}  // namespace tools
