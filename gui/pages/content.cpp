#include "gui/pages/content.h"

#include <QLabel>
#include <QVBoxLayout>

namespace pages {

Content::Content(const QString& sentence, QWidget* page)
    : QStackedWidget(page), nothing_(new QLabel(sentence, this)), inside_(new QWidget(this)) {
  nothing_->setObjectName(page->objectName() + "-empty");
  nothing_->setAlignment(Qt::AlignCenter);
  nothing_->setWordWrap(true);
  addWidget(nothing_);
  addWidget(inside_);
  auto* const all = new QVBoxLayout(page);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(this);
}

void Content::show_content(bool any) { setCurrentWidget(any ? inside_ : static_cast<QWidget*>(nothing_)); }

void Content::set_sentence(const QString& sentence) { nothing_->setText(sentence); }

QString Content::sentence() const { return nothing_->text(); }

}  // namespace pages
