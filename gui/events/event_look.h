#pragma once
/// How events look: their classes' colours and names, and which of them a chip stands for.

#include <QColor>
#include <QString>
#include <array>
#include <vector>

#include "gui/style/format.h"
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
using style::text_of;

/// Where it took place, for people: the machine, or what it happened to.
inline QString place_of(const view::EventRow& row) { return text_of(row.where.empty() ? row.who : row.where); }

/// "broker-102 is dead", "orders-0: leader 102 → 103": who, and what happened.
inline QString told(const view::EventRow& row) {
  const QString text = text_of(row.text);
  if (row.kind == view::EventClass::fault || text.isEmpty()) return text;
  bool verb = text.front().isLower();
  for (const char* const noun : {"its ", "the ", "leader ", "a ", "topic ", "stored ", "unfinished ", "generation ",
                                 "send()", "poll()", "administrator"})
    verb = verb && !text.startsWith(QLatin1String(noun)) && !text.startsWith(QLatin1String("broker-"));
  return text_of(row.who) + (verb ? " " : ": ") + text;
}

/// A chip that is on is filled; one that is off only has its outline.
inline QString chip_sheet() {
  const style::Theme& t = style::theme();
  return QString(
             "QToolButton { background: transparent; color: %1; padding: 3px 9px; border: 1px solid %2; "
             "border-radius: 7px; } QToolButton:checked { background: %3; color: %4; border-color: %5; } "
             "QToolButton:focus { border-color: %6; }")
      .arg(t.faint.name(), t.border.name(), style::mixed(t.panel2, t.accent, 0.18).name(), t.text.name(),
           style::mixed(t.border, t.accent, 0.4).name(), t.accent.name());
}

}  // namespace events
