#include "gui/cluster/table_delegate.h"

#include <array>

#include "gui/models/row_model.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace cluster {

QString TableDelegate::displayText(const QVariant& value, const QLocale& locale) const {
  if (value.typeId() == QMetaType::LongLong) return style::count_text(static_cast<double>(value.toLongLong()));
  return QStyledItemDelegate::displayText(value, locale);
}

void TableDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
  QStyledItemDelegate::initStyleOption(option, index);
  const style::Theme& t = style::theme();
  const std::array<QColor, 6> colours{t.text, t.muted, t.text, t.ok, t.warn, t.bad};
  const int tone = index.data(models::RowModel::tone_role).toInt();
  const QColor& colour = colours[static_cast<std::size_t>(tone)];
  option->palette.setColor(QPalette::Text, colour);
  option->palette.setColor(QPalette::HighlightedText, colour);
  option->font = index.data().typeId() == QMetaType::LongLong ? style::mono_font(12) : style::ui_font(12);
  if (tone == static_cast<int>(models::Tone::strong)) option->font.setWeight(QFont::DemiBold);
}

}  // namespace cluster
