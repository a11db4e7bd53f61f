#pragma once
/// P16, P20: what truncation and retention may remove. At every removal.

#include "model/invariant/invariant.h"

namespace kafka {

class Removals final : public Checker<Removals, LogTruncated, SegmentsDeleted> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P16 P20"; }
  void check(const LogTruncated& e);
  void check(const SegmentsDeleted& e);
};

}  // namespace kafka
