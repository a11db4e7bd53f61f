#pragma once
/// one_of<E, A, B>: whether E is one of these types.

#include <type_traits>

namespace scenario {

template <class E, class... Kinds>
constexpr bool one_of = (std::is_same_v<E, Kinds> || ...);

}  // namespace scenario
