#include "tools/shell/screen.h"

namespace tools {

void Screen::show(const std::string& name, std::string_view text) {
  while (!text.empty()) {
    if (open_ && owner_ != name) {
      write_("\n");
      open_ = false;
    }
    if (!open_ && !name.empty()) write_("[" + name + "] ");
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    write_(text.substr(0, length));
    open_ = end == std::string_view::npos;
    owner_ = name;
    text.remove_prefix(length);
  }
}

}  // namespace tools
