#pragma once
/// What a person has chosen for the screens; the same for all runs.

#include <QObject>
#include <QString>

namespace settings {

struct Preferences {
  QString theme = "desktop";  ///< dark, light, high-contrast, desktop: as the desktop has it
  QString palette = "everyone";
  QString language;  ///< "" = the computer's
  double font_scale = 1;
  bool reduced_motion = false;

  bool operator==(const Preferences&) const = default;
};

/// The ones in use: kept in QSettings, and in force at once.
class Keeper final : public QObject {
  Q_OBJECT

 public:
  static Keeper& instance();

  [[nodiscard]] const Preferences& now() const { return now_; }
  /// As they were kept, or as they are by default.
  void load();
  /// `keep`: they hold for the next start, too; not so what the command line asks for.
  void change(const Preferences& wanted, bool keep = true);
  /// "dark" or "light" or "high-contrast", never "desktop".
  [[nodiscard]] QString theme_shown() const;

 Q_SIGNALS:
  void looks_changed();  ///< colours, motion
  void words_changed();  ///< sizes of fonts, language: windows must be made anew

 private:
  Keeper();
  void put_in_force();

  Preferences now_;
};

}  // namespace settings
