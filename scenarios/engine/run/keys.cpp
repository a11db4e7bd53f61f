#include "scenarios/engine/run/keys.h"

#include "model/producer/murmur2.h"
#include "sim/core/check.h"

namespace scenario {

std::string format_key(std::string_view format, std::int64_t i) {
  std::string text(format);
  if (const auto at = text.find("%d"); at != std::string::npos) text.replace(at, 2, std::to_string(i));
  return text;
}

kafka::RecordKey make_key(std::string_view text) {
  kafka::RecordKey key;
  key.size = static_cast<std::int32_t>(text.size());
  key.positive_hash = kafka::to_positive(kafka::murmur2(text));
  return key;
}

KeySource::KeySource(const KeySpec& spec, sim::Rng rng)
    : spec_(spec), rng_(rng), zipf_(static_cast<std::uint64_t>(spec.count), spec.exponent) {
  SIM_CHECK(spec.count >= 1, "keys are numbered 1..count");
  if (spec.kind == KeySpec::Kind::null) return;
  if (spec.kind == KeySpec::Kind::constant) {
    fixed_key_ = make_key(spec.constant);
    return;
  }
  if (spec.count > kTableSize) return;
  table_.reserve(static_cast<std::size_t>(spec.count));
  for (std::int64_t i = 1; i <= spec.count; ++i) table_.push_back(make_key(format_key(spec.format, i)));
}

kafka::RecordKey KeySource::key(std::int64_t number) const {
  if (table_.empty()) return make_key(format_key(spec_.format, number));
  return table_[static_cast<std::size_t>(number - 1)];
}

kafka::RecordKey KeySource::next() {
  switch (spec_.kind) {
    case KeySpec::Kind::null:
    case KeySpec::Kind::constant:
      return fixed_key_;
    case KeySpec::Kind::uniform:
      return key(rng_.between(1, spec_.count));
    case KeySpec::Kind::zipf:
      return key(static_cast<std::int64_t>(zipf_.sample(rng_)));
    case KeySpec::Kind::sequence:
      sequence_ = sequence_ % spec_.count + 1;
      return key(sequence_);
    case KeySpec::Kind::instance:  // each instance has been given its own constant
      break;
  }
  SIM_CHECK(false, "a kind of key without a source");
}

}  // namespace scenario
