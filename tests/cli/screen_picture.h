#pragma once
/// What a person sees of the bytes that a program sends to a terminal: a small VT100 that forgets nothing.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

class ScreenPicture {
 public:
  void show(std::string_view bytes);

  /// All lines from number `first` on, as they stand now, each without blanks at its end.
  [[nodiscard]] std::string text(std::size_t first = 0) const;
  /// Where the cursor stands.
  [[nodiscard]] std::size_t line() const { return row_; }
  [[nodiscard]] const std::string& present() const { return lines_[row_]; }

 private:
  void put(char c);
  void control(char command, int number);

  std::vector<std::string> lines_{""};
  std::size_t row_ = 0;
  std::size_t column_ = 0;
  std::string escape_;  ///< begun, and not at its end
  bool inserting_ = false;
};

}  // namespace cli
