#include "tools/shell/screen.h"

namespace tools {

void Screen::show(const std::string& name, std::string_view text) {
  while (!text.empty()) {
    if (open_ && owner_ != name) {
      write_("\n");
      line_ended();
    }
    if (!open_ && !name.empty()) put("[" + name + "] ");
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    put(text.substr(0, length));
    open_ = end == std::string_view::npos;
    if (!open_) line_.clear();
    owner_ = name;
    text.remove_prefix(length);
  }
}

void Screen::put(std::string_view text) {
  write_(text);
  written_ += text.size();
  line_ += text;
}

}  // namespace tools
