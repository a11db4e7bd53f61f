#pragma once
/// The key of a record, as far as the scenario says it: a truck's, or one and the same for all of a producer.

#include <QString>
#include <map>
#include <memory>
#include <utility>

#include "gui/log/log_index.h"
#include "scenarios/engine/run/names.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace logs {

class RecordKeys {
 public:
  /// The scenario outlives it, or it is made anew.
  RecordKeys(const scenario::ScenarioSpec& spec, std::shared_ptr<const scenario::Names> names)
      : spec_(spec), names_(std::move(names)) {}

  struct Key {
    bool known = false;
    QString text;  ///< of a known one; "" : it has none
  };
  [[nodiscard]] Key of(kafka::ClientId producer) const;
  /// What stands on its block: the key, else the record's number at its producer.
  [[nodiscard]] QString label(const Piece& piece, std::int64_t offset) const;
  /// Equal keys have equal ones; where the key is not known, equal producers have.
  [[nodiscard]] std::size_t hue(const Piece& piece) const;

 private:
  const scenario::ScenarioSpec& spec_;
  std::shared_ptr<const scenario::Names> names_;
  mutable std::map<kafka::ClientId, Key> known_;
};

}  // namespace logs
