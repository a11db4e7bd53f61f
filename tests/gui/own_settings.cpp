#include <QSettings>
#include <QTemporaryDir>
#include <memory>

#include <gtest/gtest.h>

namespace gui_testing {
namespace {

/// Programs that run side by side would read what the other keeps: each has settings of its own, empty at its start.
class OwnSettings : public testing::Environment {
 public:
  void SetUp() override {
    folder_ = std::make_unique<QTemporaryDir>();
    ASSERT_TRUE(folder_->isValid()) << folder_->errorString().toStdString();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    for (const QSettings::Scope scope : {QSettings::UserScope, QSettings::SystemScope})
      QSettings::setPath(QSettings::IniFormat, scope, folder_->path());
  }
  void TearDown() override { folder_.reset(); }

 private:
  std::unique_ptr<QTemporaryDir> folder_;
};

[[maybe_unused]] const testing::Environment* const kOwnSettings = testing::AddGlobalTestEnvironment(new OwnSettings);

}  // namespace
}  // namespace gui_testing
