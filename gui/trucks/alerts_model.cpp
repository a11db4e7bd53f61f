#include "gui/trucks/alerts_model.h"

#include <algorithm>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace trucks {
namespace {

using view::seconds;

/// An alert is known when it is raised, a crossing without one when it happens.
sim::SimTime known_at(const scenario::AlertRow& row) {
  return row.time ? *row.time : row.crossed.value_or(sim::kTimeZero);
}

bool same(const scenario::AlertRow& a, const scenario::AlertRow& b) {
  return a.time == b.time && a.truck == b.truck && a.enters == b.enters && a.region == b.region &&
         a.crossed == b.crossed;
}

}  // namespace

int AlertsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}
int AlertsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

bool AlertsModel::late(const scenario::AlertRow& r) const { return r.delay() && sim::to_seconds(*r.delay()) > late_s_; }

QString AlertsModel::text(const scenario::AlertRow& r, int column) const {
  switch (column) {
    case kAt:
      return style::clock_text(seconds(known_at(r))).chopped(2);
    case kTruck:
      return QString::number(r.truck);
    case kRegion: {
      const QString region = QString::fromStdString(regions_.name(r.region));
      const QString told = r.enters ? tr("enters %1").arg(region) : tr("leaves %1").arg(region);
      switch (r.verdict) {
        case scenario::Verdict::true_alert:
          return told;
        case scenario::Verdict::false_by_old_report:
          return tr("%1: false, by an old report").arg(told);
        case scenario::Verdict::false_repeated:
          return tr("%1: false, told before").arg(told);
        case scenario::Verdict::missed:
          return tr("%1: missed").arg(told);
        case scenario::Verdict::missed_between_reports:
          return tr("%1: missed between two reports").arg(told);
        case scenario::Verdict::unreported:
          return tr("%1: not reported yet").arg(told);
      }
      return told;
    }
    case kAfter:
      if (r.delay()) return style::span_text(sim::to_seconds(*r.delay())) + (late(r) ? tr(" late") : QString());
      return QString(QChar(0x2013));
    default:
      return {};
  }
}

QVariant AlertsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const scenario::AlertRow& r = row(index.row());
  const style::Theme& t = style::theme();
  const bool wrong = r.verdict != scenario::Verdict::true_alert;
  switch (role) {
    case Qt::DisplayRole:
      return text(r, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
      QString whole = tr("%1 truck %2 %3").arg(text(r, kAt), text(r, kTruck), text(r, kRegion));
      if (r.delay()) whole += tr(", %1 after it crossed").arg(text(r, kAfter));
      return whole;
    }
    case Qt::TextAlignmentRole:
      return (Qt::AlignVCenter |
              (index.column() == kAfter || index.column() == kTruck ? Qt::AlignRight : Qt::AlignLeft))
          .toInt();
    case Qt::ForegroundRole:
      if (index.column() == kAt) return t.muted;
      if (index.column() == kTruck) return t.text;
      if (wrong || (index.column() == kAfter && late(r))) return t.bad;
      return index.column() == kAfter ? t.muted : r.enters ? t.ok : t.warn;
    case Qt::FontRole:
      if (index.column() == kAt || index.column() == kAfter) return style::mono_font(10.5);
      return style::ui_font(11.5, index.column() == kTruck ? QFont::DemiBold : QFont::Normal);
    default:
      return {};
  }
}

QVariant AlertsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case kAt:
      return tr("alert at");
    case kTruck:
      return tr("truck");
    case kRegion:
      return tr("region");
    case kAfter:
      return tr("after");
    default:
      return {};
  }
}

void AlertsModel::show_until(const std::vector<scenario::AlertRow>& alerts, sim::SimTime now, double late_s) {
  late_s_ = late_s;
  std::vector<scenario::AlertRow> rows;
  for (auto a = alerts.rbegin(); a != alerts.rend() && rows.size() < kMost; ++a)
    if (known_at(*a) <= now) rows.push_back(*a);
  const auto more = static_cast<std::ptrdiff_t>(rows.size()) - static_cast<std::ptrdiff_t>(rows_.size());
  const bool grown = more >= 0 && std::equal(rows_.begin(), rows_.end(), rows.begin() + more, same);
  if (grown && more == 0) return;
  if (grown) {
    beginInsertRows({}, 0, static_cast<int>(more) - 1);
    rows_ = std::move(rows);
    endInsertRows();
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  endResetModel();
}

}  // namespace trucks
