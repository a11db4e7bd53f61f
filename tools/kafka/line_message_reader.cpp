#include "tools/kafka/line_message_reader.h"

#include <algorithm>
#include <utility>

namespace tools {

namespace {

bool is_true(const Properties& properties, const std::string& name) {
  const auto it = properties.find(name);
  if (it == properties.end()) return false;
  std::string text;
  for (const char c : it->second)
    if (c > ' ') text += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text == "true";
}

void read_text(const Properties& properties, const std::string& name, std::string& text) {
  if (const auto it = properties.find(name); it != properties.end()) text = it->second;
}

JavaException common_exception(std::string message) {
  return {"org.apache.kafka.common.KafkaException", std::move(message)};
}

}  // namespace

std::optional<JavaException> LineMessageReader::configure(const Properties& properties, bool is_2_3) {
  is_2_3_ = is_2_3;
  parse_key_ = is_true(properties, "parse.key");
  ignore_error_ = is_true(properties, "ignore.error");
  read_text(properties, "key.separator", key_separator_);
  if (is_2_3) return std::nullopt;
  parse_headers_ = is_true(properties, "parse.headers");
  read_text(properties, "headers.delimiter", headers_delimiter_);
  read_text(properties, "headers.separator", headers_separator_);
  read_text(properties, "headers.key.separator", headers_key_separator_);
  if (const auto it = properties.find("null.marker"); it != properties.end()) null_marker_ = it->second;
  return equal_separators();
}

std::optional<JavaException> LineMessageReader::equal_separators() const {
  if (headers_delimiter_ == headers_separator_)
    return common_exception("headers.delimiter and headers.separator may not be equal");
  if (headers_delimiter_ == headers_key_separator_)
    return common_exception("headers.delimiter and headers.key.separator may not be equal");
  if (headers_separator_ == headers_key_separator_)
    return common_exception("headers.separator and headers.key.separator may not be equal");
  const std::pair<const char*, const std::string*> others[] = {{"key.separator", &key_separator_},
                                                               {"headers.separator", &headers_separator_},
                                                               {"headers.delimiter", &headers_delimiter_},
                                                               {"headers.key.separator", &headers_key_separator_}};
  for (const auto& [name, text] : others)
    if (null_marker_ == *text) return common_exception("null.marker and " + std::string(name) + " may not be equal");
  return std::nullopt;
}

std::variant<ReadRecord, JavaException> LineMessageReader::read_2_3(const std::string& line, int number) const {
  if (!parse_key_) return ReadRecord{{}, line};
  const std::size_t at = line.find(key_separator_);
  if (at != std::string::npos) return ReadRecord{line.substr(0, at), line.substr(at + key_separator_.size())};
  if (ignore_error_) return ReadRecord{{}, line};
  return common_exception("No key found on line " + std::to_string(number) + ": " + line);
}

std::variant<ReadRecord, JavaException> LineMessageReader::read(const std::string& line, int number) const {
  if (is_2_3_) return read_2_3(line, number);
  std::size_t begin = 0;
  std::optional<JavaException> wrong;
  const auto part = [&](bool enabled, const std::string& demarcation, const char* name) -> std::optional<std::string> {
    if (!enabled || wrong) return std::nullopt;
    const std::size_t at = line.find(demarcation, begin);
    if (at != std::string::npos) {
      std::string text = line.substr(begin, at - begin);
      begin = at + demarcation.size();
      return text;
    }
    if (!ignore_error_)
      wrong = common_exception("No " + std::string(name) + " found on line number " + std::to_string(number) + ": '" +
                               line + "'");
    return std::nullopt;
  };
  const auto headers = part(parse_headers_, headers_delimiter_, "headers delimiter");
  const auto key = part(parse_key_, key_separator_, "key separator");
  if (headers && !wrong && headers != null_marker_) wrong = check_headers(*headers, number);
  if (wrong) return *wrong;
  return ReadRecord{key ? unless_null(*key) : std::nullopt, unless_null(line.substr(begin))};
}

std::optional<std::string> LineMessageReader::unless_null(std::string text) const {
  if (null_marker_ == text) return std::nullopt;
  return text;
}

/// Source: LineMessageReader.splitHeaders.
std::optional<JavaException> LineMessageReader::check_headers(const std::string& headers, int number) const {
  std::size_t begin = 0;
  while (begin <= headers.size()) {
    const std::size_t end = std::min(headers.find(headers_separator_, begin), headers.size());
    const std::string pair = headers.substr(begin, end - begin);
    const std::size_t at = pair.find(headers_key_separator_);
    if (at == std::string::npos && !ignore_error_)
      return common_exception("No header key separator found in pair '" + pair + "' on line number " +
                              std::to_string(number));
    if (at != std::string::npos && null_marker_ == pair.substr(0, at))
      return common_exception("Header keys should not be equal to the null marker '" + *null_marker_ +
                              "' as they can't be null");
    if (end == headers.size()) break;
    begin = end + headers_separator_.size();
  }
  return std::nullopt;
}

}  // namespace tools
