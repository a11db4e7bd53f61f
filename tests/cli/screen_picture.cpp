#include "tests/cli/screen_picture.h"

#include <algorithm>
#include <cstdlib>

namespace cli {

void ScreenPicture::show(std::string_view bytes) {
  for (const char c : bytes) {
    if (escape_.empty() && c != '\033') {
      put(c);
      continue;
    }
    escape_ += c;
    if (escape_.size() < 2) continue;
    const char kind = escape_[1];
    if (kind == '[' ? escape_.size() > 2 && c >= '@' && c <= '~' : escape_.size() == (kind == '(' ? 3U : 2U)) {
      if (kind == '[') control(c, std::atoi(escape_.c_str() + 2));
      escape_.clear();  // the others, keypad modes and character sets, cannot be seen
    }
  }
}

void ScreenPicture::put(char c) {
  if (c == '\r') column_ = 0;
  if (c == '\b' && column_ > 0) --column_;
  if (c == '\n' && ++row_ == lines_.size()) lines_.emplace_back();
  if (c == '\t') column_ = column_ / 8 * 8 + 8;
  if (static_cast<unsigned char>(c) < ' ') return;
  std::string& line = lines_[row_];
  if (line.size() < column_) line.resize(column_, ' ');
  if (!inserting_ && column_ < line.size()) line.erase(column_, 1);
  line.insert(column_++, 1, c);
}

void ScreenPicture::control(char command, int number) {
  const std::size_t count = static_cast<std::size_t>(std::max(number, 1));
  std::string& line = lines_[row_];
  const std::size_t here = std::min(column_, line.size());
  switch (command) {
    case 'A':
      row_ -= std::min(row_, count);
      break;
    case 'B':
      row_ = std::min(row_ + count, lines_.size() - 1);
      break;
    case 'C':
      column_ += count;
      break;
    case 'D':
      column_ -= std::min(column_, count);
      break;
    case 'G':
      column_ = count - 1;
      break;
    case 'J':
      lines_.resize(row_ + 1);
      [[fallthrough]];
    case 'K':
      line.resize(here);
      break;
    case 'P':
      line.erase(here, count);
      break;
    case '@':
      line.insert(here, count, ' ');
      break;
    case 'h':
      inserting_ = inserting_ || number == 4;
      break;
    case 'l':
      inserting_ = inserting_ && number != 4;
      break;
    default:
      break;
  }
}

std::string ScreenPicture::text(std::size_t first) const {
  std::string all;
  for (std::size_t i = first; i < lines_.size(); ++i) {
    std::string line = lines_[i];
    line.resize(line.find_last_not_of(' ') + 1);
    all += line + (i + 1 < lines_.size() ? "\n" : "");
  }
  return all;
}

}  // namespace cli
