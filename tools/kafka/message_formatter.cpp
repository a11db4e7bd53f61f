#include "tools/kafka/message_formatter.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "tools/kafka/java_strings.h"

namespace tools {

namespace {

constexpr std::string_view kOldPackage = "kafka.tools.";
constexpr std::string_view kPackage = "org.apache.kafka.tools.consumer.";
constexpr std::array<std::string_view, 3> kFormatters = {"DefaultMessageFormatter", "LoggingMessageFormatter",
                                                         "NoOpMessageFormatter"};
/// Classes whose toString() of what typed text becomes is the text.
constexpr std::array<std::string_view, 2> kDeserializers = {"org.apache.kafka.common.serialization.StringDeserializer",
                                                            "org.apache.kafka.common.serialization.BytesDeserializer"};

bool is_formatter(std::string_view simple_name) {
  return std::find(kFormatters.begin(), kFormatters.end(), simple_name) != kFormatters.end();
}

void read_flag(const Properties& properties, const char* name, bool& flag) {
  if (const auto it = properties.find(name); it != properties.end())
    flag = lower_case(std::string(trimmed(it->second))) == "true";
}
void read_text(const Properties& properties, const char* name, std::string& text) {
  if (const auto it = properties.find(name); it != properties.end()) text = it->second;
}

}  // namespace

std::string default_formatter(bool is_2_3) {
  return std::string(is_2_3 ? kOldPackage : kPackage) + std::string(kFormatters[0]);
}

/// Source: ConsoleConsumerOptions.convertDeprecatedClass.
std::string formatter_deprecation(const std::string& class_name) {
  if (!class_name.starts_with(kOldPackage) || !is_formatter(class_name.substr(kOldPackage.size()))) return "";
  return "WARNING: " + class_name + " is deprecated and will be removed in the next major release. Please use " +
         std::string(kPackage) + class_name.substr(kOldPackage.size()) + " instead\n";
}

std::optional<JavaException> MessageFormatter::configure(const std::string& class_name, const Properties& properties,
                                                         bool is_2_3) {
  std::string_view name = class_name;
  if (name.starts_with(kOldPackage)) {
    name.remove_prefix(kOldPackage.size());
  } else if (!is_2_3 && name.starts_with(kPackage)) {
    name.remove_prefix(kPackage.size());
  } else {
    name = {};
  }
  if (!is_formatter(name)) return JavaException{"java.lang.ClassNotFoundException", class_name};
  silent_ = name == "NoOpMessageFormatter";
  read(properties, is_2_3);
  if (!is_2_3) return std::nullopt;  // only logged there
  for (const char* key : {"key.deserializer", "value.deserializer"})
    if (const auto it = properties.find(key);
        it != properties.end() &&
        std::find(kDeserializers.begin(), kDeserializers.end(), it->second) == kDeserializers.end())
      return JavaException{"java.lang.ClassNotFoundException", it->second};
  return std::nullopt;
}

void MessageFormatter::read(const Properties& properties, bool is_2_3) {
  read_flag(properties, "print.timestamp", print_timestamp_);
  read_flag(properties, "print.key", print_key_);
  read_flag(properties, "print.value", print_value_);
  read_text(properties, "key.separator", key_separator_);
  read_text(properties, "line.separator", line_separator_);
  if (is_2_3) return;
  read_flag(properties, "print.partition", print_partition_);
  read_flag(properties, "print.offset", print_offset_);
  read_flag(properties, "print.headers", print_headers_);
  read_text(properties, "null.literal", null_literal_);
}

/// Source: DefaultMessageFormatter.writeTo.
std::string MessageFormatter::text_of(const ConsumedRecord& record) const {
  if (silent_) return "";
  std::string text;
  if (print_timestamp_)
    text += "CreateTime:" + std::to_string(record.timestamp_ms) +
            separator(print_offset_ || print_partition_ || print_headers_ || print_key_ || print_value_);
  if (print_partition_)
    text += "Partition:" + std::to_string(record.partition) +
            separator(print_offset_ || print_headers_ || print_key_ || print_value_);
  if (print_offset_)
    text += "Offset:" + std::to_string(record.offset) + separator(print_headers_ || print_key_ || print_value_);
  if (print_headers_) text += "NO_HEADERS" + separator(print_key_ || print_value_);
  if (print_key_) text += record.key.value_or(null_literal_) + separator(print_value_);
  if (print_value_) text += record.value + line_separator_;
  return text;
}

}  // namespace tools
