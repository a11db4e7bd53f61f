#pragma once
/// Reads what a value is compared with if it is no number: a map such as {variant: acks-1} or {group: other, times: 2}.

#include <optional>
#include <string>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/expect_spec.h"

namespace scenario {

/// `expect` is the entry that compares, all but what it is compared with. What the map does not name is as there.
/// Nothing after a mistake.
std::optional<ReferenceSpec> read_reference(Context& context, const Node& node, const std::string& path,
                                            const ExpectSpec& expect);

}  // namespace scenario
