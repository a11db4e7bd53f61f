#pragma once
/// Makes records of lines. Kafka: ConsoleProducer.LineMessageReader, in 3.9 a RecordReader.

#include <optional>
#include <string>
#include <variant>

#include "tools/kafka/properties.h"
#include "tools/kafka/record_texts.h"

namespace tools {

/// What a line becomes. Headers are looked at and dropped: the model's records have none.
struct ReadRecord {
  std::optional<std::string> key{};
  std::optional<std::string> value{};  ///< nothing: null, a tombstone
};

class LineMessageReader {
 public:
  /// `properties` are those of --property; the exception if they contradict each other (since 3.0).
  std::optional<JavaException> configure(const Properties& properties, bool is_2_3);
  /// Lines count from 1.
  std::variant<ReadRecord, JavaException> read(const std::string& line, int number) const;

 private:
  [[nodiscard]] std::variant<ReadRecord, JavaException> read_2_3(const std::string& line, int number) const;
  [[nodiscard]] std::optional<JavaException> equal_separators() const;
  [[nodiscard]] std::optional<JavaException> check_headers(const std::string& headers, int number) const;
  [[nodiscard]] std::optional<std::string> unless_null(std::string text) const;

  bool is_2_3_ = false;
  bool parse_key_ = false;
  bool parse_headers_ = false;
  bool ignore_error_ = false;
  std::string key_separator_ = "\t";
  std::string headers_delimiter_ = "\t";
  std::string headers_separator_ = ",";
  std::string headers_key_separator_ = ":";
  std::optional<std::string> null_marker_;
};

}  // namespace tools
