#pragma once
/// What a page shows; or, while there is nothing of the kind, a sentence that says so.

#include <QStackedWidget>

class QLabel;

namespace pages {

class Content final : public QStackedWidget {
 public:
  /// Fills the page, which has no layout yet. The sentence is the page's "<id>-empty".
  Content(const QString& sentence, QWidget* page);

  /// The parent of everything that is shown.
  [[nodiscard]] QWidget* inside() const { return inside_; }
  void show_content(bool any);
  void set_sentence(const QString& sentence);
  [[nodiscard]] QString sentence() const;

 private:
  QLabel* nothing_;
  QWidget* inside_;
};

}  // namespace pages
