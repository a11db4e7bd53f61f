#pragma once
/// P17: no request of another leader epoch is served (2.1). At every fetch that counts.

#include "model/invariant/invariant.h"

namespace kafka {

class Fencing final : public Checker<Fencing, FollowerProgressed> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P17"; }
  void check(const FollowerProgressed& e);
};

}  // namespace kafka
