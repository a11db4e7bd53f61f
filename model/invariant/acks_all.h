#pragma once
/// P18: what an answer to acks=all means. At every answer.

#include "model/invariant/invariant.h"

namespace kafka {

class AcksAll final : public Checker<AcksAll, AcksAllAnswered> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P18"; }
  void check(const AcksAllAnswered& e);
};

}  // namespace kafka
