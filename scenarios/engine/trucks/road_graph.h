#pragma once
/// The road map as a Boost.Graph graph, for those who analyse or draw it: vertex i is city i, edges in the order of
/// roads.

#include <cstdint>

#include <boost/graph/adjacency_list.hpp>

#include "scenarios/engine/trucks/road_map.h"

namespace scenario {

/// Edge properties: the road's number; nanoseconds from end to end.
using RoadGraph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
    boost::property<boost::edge_index_t, std::int16_t, boost::property<boost::edge_weight_t, std::int64_t>>>;

RoadGraph make_road_graph(std::span<const City> cities, std::span<const Road> roads);

}  // namespace scenario
