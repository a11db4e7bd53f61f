#include "gui/compare/outcome_model.h"

#include <QBrush>
#include <QFont>

#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace comparing {

void OutcomeModel::show(const QString& title_a, const QString& title_b, std::vector<Figure> figures) {
  beginResetModel();
  titles_[0] = title_a;
  titles_[1] = title_b;
  figures_ = std::move(figures);
  endResetModel();
}

QString OutcomeModel::value(const Figure& f, bool b) const {
  const std::string& text = b ? f.text_b : f.text_a;
  if (!text.empty()) return QString::fromStdString(text);
  const std::optional<double>& number = b ? f.b : f.a;
  if (!number) return QString(QChar(0x2013));
  if (*number == 0 && !f.unit.empty()) return "0 " + QString::fromStdString(f.unit);
  if (f.unit.empty()) return style::count_text(*number);
  return style::value_text(*number, QString::fromStdString(f.unit));
}

QVariant OutcomeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const style::Theme& t = style::theme();
  const bool b = index.row() == 1;
  if (index.column() == 0) {
    if (role == Qt::DisplayRole) return (b ? "B   " : "A   ") + titles_[b ? 1 : 0];
    if (role == Qt::ForegroundRole) return QBrush(t.category(b ? 1 : 0));
    if (role == Qt::FontRole) return style::ui_font(13, QFont::DemiBold);
    return {};
  }
  const Figure& f = figures_[static_cast<std::size_t>(index.column() - 1)];
  const int better = b ? f.better() : 0;
  switch (role) {
    case Qt::DisplayRole:
      return value(f, b) + (better > 0 ? QString(" ▲") : better < 0 ? QString(" ▼") : QString());
    case Qt::AccessibleTextRole:
      return QString("%1: %2%3")
          .arg(QString::fromStdString(f.what), value(f, b),
               better > 0   ? tr(", better")
               : better < 0 ? tr(", worse")
                            : QString());
    case Qt::ToolTipRole:
      return better > 0 ? tr("B is better") : better < 0 ? tr("B is worse") : QVariant();
    case Qt::ForegroundRole:
      return better > 0 ? QBrush(t.ok) : better < 0 ? QBrush(t.bad) : QBrush(t.text);
    case Qt::FontRole:
      return style::ui_font(13, QFont::DemiBold);
    default:
      return {};
  }
}

QVariant OutcomeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  if (section == 0) return tr("run");
  return QString::fromStdString(figures_[static_cast<std::size_t>(section - 1)].what);
}

}  // namespace comparing
