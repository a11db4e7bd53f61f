#pragma once
/// How a console consumer prints a record. Kafka: MessageFormatter, DefaultMessageFormatter, NoOpMessageFormatter.

#include <cstdint>
#include <optional>
#include <string>

#include "tools/kafka/java_exception.h"
#include "tools/kafka/properties.h"

namespace tools {

/// A record as a consumer is given it.
struct ConsumedRecord {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::int64_t timestamp_ms = 0;
  std::optional<std::string> key{};
  std::string value{};
};

class MessageFormatter {
 public:
  /// `class_name` and properties as given; the exception if there is no such class.
  std::optional<JavaException> configure(const std::string& class_name, const Properties& properties, bool is_2_3);
  /// What goes to stdout.
  [[nodiscard]] std::string text_of(const ConsumedRecord& record) const;

 private:
  void read(const Properties& properties, bool is_2_3);
  [[nodiscard]] const std::string& separator(bool more) const { return more ? key_separator_ : line_separator_; }

  bool silent_ = false;
  bool print_timestamp_ = false;
  bool print_key_ = false;
  bool print_value_ = true;
  bool print_partition_ = false;
  bool print_offset_ = false;
  bool print_headers_ = false;
  std::string key_separator_ = "\t";
  std::string line_separator_ = "\n";
  std::string null_literal_ = "null";
};

/// The class a formatter without --formatter is.
std::string default_formatter(bool is_2_3);
/// What 3.9 says of the name a class had before; "" = nothing.
std::string formatter_deprecation(const std::string& class_name);

}  // namespace tools
