#include "gui/app/scenario_delegate.h"

#include <QHash>
#include <QListView>
#include <QPainter>
#include <QPixmap>
#include <QSortFilterProxyModel>
#include <algorithm>
#include <cmath>

#include "gui/app/scenario_model.h"
#include "gui/style/fonts.h"
#include "gui/style/icons.h"
#include "gui/style/theme.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace app {
namespace {

constexpr QSize kCard{312, 176};
constexpr double kPicture = 92;

/// Drawn once for each card, theme and size.
QPixmap picture_of(const ScenarioCard& card, const QSizeF& size, double ratio) {
  static QHash<QString, QPixmap> known;
  const QString key = QString("%1|%2|%3x%4|%5")
                          .arg(card.path)
                          .arg(static_cast<int>(style::theme().name))
                          .arg(size.width())
                          .arg(size.height())
                          .arg(ratio);
  if (const auto it = known.constFind(key); it != known.constEnd()) return *it;
  QPixmap pixmap((size * ratio).toSize());
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  draw_card_sketch(painter, card.sketch, card.kind, QRectF(QPointF(0, 0), size).adjusted(7, 8, -7, -8));
  painter.end();
  return *known.insert(key, pixmap);
}

const ScenarioCard* card_at(const QModelIndex& index) {
  const auto* const filter = qobject_cast<const QSortFilterProxyModel*>(index.model());
  const QModelIndex source = filter != nullptr ? filter->mapToSource(index) : index;
  const auto* const model = qobject_cast<const ScenarioModel*>(source.model());
  return model != nullptr ? &model->cards()[static_cast<std::size_t>(source.row())] : nullptr;
}

}  // namespace

QSize ScenarioDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  // As many columns as there is room for, and all of the room.
  const auto* const list = qobject_cast<const QListView*>(option.widget);
  const QSize least = kCard * style::font_scale();
  if (list == nullptr) return least;
  const int room = list->viewport()->width() - 4;
  return {room / std::max(1, room / least.width()), least.height()};
}

void ScenarioDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const style::Theme& t = style::theme();
  const QRectF card = QRectF(option.rect).adjusted(5, 5, -5, -5);
  const bool chosen = (option.state & QStyle::State_Selected) != 0;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(chosen ? t.accent : t.border, chosen ? 1.8 : 1));
  painter->setBrush(t.panel);
  painter->drawRoundedRect(card, 9, 9);
  const QRectF picture(card.left() + 10, card.top() + 10, kPicture, card.height() - 20);
  painter->setPen(Qt::NoPen);
  painter->setBrush(t.panel2);
  painter->drawRoundedRect(picture, 7, 7);
  const QString chapter = index.data(ScenarioModel::chapter_role).toString();
  const ScenarioCard* const shown = card_at(index);
  const QColor hue = t.category(shown != nullptr ? shown->chapter_place : 0);
  if (shown != nullptr)
    painter->drawPixmap(picture.topLeft(), picture_of(*shown, picture.size(), painter->device()->devicePixelRatioF()));
  const QRectF text(picture.right() + 12, card.top() + 10, card.right() - picture.right() - 22, card.height() - 20);
  painter->setFont(style::ui_font(10, QFont::DemiBold));
  painter->setPen(hue);
  const double line = 15 * style::font_scale();
  painter->drawText(
      QRectF(text.left(), text.top(), text.width() - 20, line), Qt::AlignLeft,
      painter->fontMetrics().elidedText(chapter.toUpper(), Qt::ElideRight, static_cast<int>(text.width() - 20)));
  if (index.data(ScenarioModel::done_role).toBool())
    style::draw_icon(*painter, style::Icon::check, QRectF(text.right() - 14, text.top() - 2, 16, 16), t.ok);
  painter->setFont(style::ui_font(13, QFont::DemiBold));
  painter->setPen(t.text);
  QRectF used;
  const QRectF title(text.left(), text.top() + line + 2, text.width(), 3.4 * line);
  painter->drawText(title, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                    index.data(ScenarioModel::title_role).toString(), &used);
  painter->setFont(style::ui_font(10));
  painter->setPen(t.faint);
  const QRectF foot(text.left(), text.bottom() - line, text.width(), line);
  painter->drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                    painter->fontMetrics().elidedText(index.data(ScenarioModel::minutes_role).toString(),
                                                      Qt::ElideRight, static_cast<int>(foot.width())));
  painter->setFont(style::ui_font(11));
  painter->setPen(t.muted);
  // Whole lines only: the first paragraph as one, its line breaks are the file's.
  const double height = painter->fontMetrics().lineSpacing();
  const double room = foot.top() - used.bottom() - 6;
  const QRectF rest(text.left(), used.bottom() + 3, text.width(), std::floor(room / height) * height + 1);
  painter->setClipRect(rest);
  painter->drawText(rest, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                    index.data(ScenarioModel::lesson_role).toString().section("\n\n", 0, 0).simplified());
  painter->restore();
}

}  // namespace app
