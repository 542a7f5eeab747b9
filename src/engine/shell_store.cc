#include "engine/shell_store.h"

#include <cassert>
#include <utility>

#include "base/text_hash.h"
#include "otlp/translate.h"

namespace spanloom {
namespace {

constexpr std::size_t kKeptBytes = 1 << 16;

}  // namespace

std::size_t ShellStore::KeyHash::operator()(const Key& key) const {
  return static_cast<std::size_t>(HashText(key.text) + key.head_size);
}

std::size_t ShellStore::Cost(const Key& key) { return sizeof(StoredShell) + sizeof(Key) + key.text.size(); }

StoredShell* ShellStore::Acquire(const Shell& shell, Encoding encoding) {
  joined_.Clear(kKeptBytes);
  joined_.Append(shell.head);
  joined_.Append(shell.tail);
  Key key{joined_.view(), shell.head.size(), shell.has_list, encoding};
  auto found = shells_.find(key);
  if (found == shells_.end()) {
    Bytes text;
    text.Append(key.text);
    key.text = text.view();
    found = shells_.emplace(key, StoredShell(std::move(text), shell, encoding)).first;
    bytes_ += Cost(key);
  }
  ++found->second.references_;
  return &found->second;
}

void ShellStore::Release(StoredShell* shell) {
  assert(shell->references_ > 0);
  if (--shell->references_ > 0) return;
  const Key key{shell->text_.view(), shell->head_size_, shell->has_list_, shell->encoding_};
  bytes_ -= Cost(key);
  shells_.erase(key);
}

std::string_view ShellStore::ScopeFields(StoredShell& shell) {
  if (shell.encoding_ == Encoding::kProtobuf) return shell.text_.view();
  if (!shell.is_translated_) {
    shell.is_translated_ = true;
    MembersToProtobuf(Message::kScopeSpans, shell.shell().head, shell.scope_fields_);
    MembersToProtobuf(Message::kScopeSpans, shell.shell().tail, shell.scope_fields_);
  }
  return shell.scope_fields_.view();
}

}  // namespace spanloom
