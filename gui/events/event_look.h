#pragma once
/// How events look: their classes' colours and names, and which of them a chip stands for.

#include <QColor>
#include <QString>
#include <array>
#include <vector>

#include "gui/style/theme.h"
#include "gui/view/chunk.h"

namespace events {

inline QColor colour_of(view::EventClass kind) {
  const style::Theme& t = style::theme();
  switch (kind) {
    case view::EventClass::fault:
      return t.bad;
    case view::EventClass::broker:
      return t.category(0);
    case view::EventClass::zookeeper:
      return t.ok;
    case view::EventClass::controller:
    case view::EventClass::election:
      return t.warn;
    case view::EventClass::isr:
      return t.accent;
    case view::EventClass::log:
      return t.category(5);
    case view::EventClass::group:
      return t.category(4);
    case view::EventClass::transaction:
      return t.category(6);
    case view::EventClass::client:
      return t.muted;
    case view::EventClass::request:
      return t.faint;
  }
  return t.muted;
}

inline double seconds_of(const view::EventRow& row) { return sim::to_seconds(row.time - sim::kTimeZero); }
inline QString text_of(const std::string& text) { return QString::fromStdString(text); }

/// Where it took place, for people: the machine, or what it happened to.
inline QString place_of(const view::EventRow& row) { return text_of(row.where.empty() ? row.who : row.where); }

}  // namespace events
