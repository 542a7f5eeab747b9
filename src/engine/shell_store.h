#ifndef SPANLOOM_ENGINE_SHELL_STORE_H_
#define SPANLOOM_ENGINE_SHELL_STORE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/bytes.h"
#include "otlp/request.h"

namespace spanloom {

// A shell that is kept once, however many envelopes have it.
class StoredShell {
 public:
  StoredShell(Bytes&& text, const Shell& shell, Encoding encoding)
      : text_(std::move(text)), head_size_(shell.head.size()), has_list_(shell.has_list), encoding_(encoding) {}

  Shell shell() const { return {text_.view().substr(0, head_size_), text_.view().substr(head_size_), has_list_}; }
  Encoding encoding() const { return encoding_; }

 private:
  friend class ShellStore;

  Bytes text_;  // head and tail
  std::size_t head_size_;
  bool has_list_;
  Encoding encoding_;
  std::uint32_t references_ = 0;
  bool is_translated_ = false;
  Bytes scope_fields_;
};

// Keeps shells while somebody refers to them. A shell is valid, and does not move, until as many Release() calls as
// Acquire() calls. Each call is O(shell). Not thread-safe.
class ShellStore {
 public:
  ShellStore() = default;
  ShellStore(const ShellStore&) = delete;
  ShellStore& operator=(const ShellStore&) = delete;

  StoredShell* Acquire(const Shell& shell, Encoding encoding);
  void Release(StoredShell* shell);

  // The fields of the shell of a ScopeSpans, as protobuf. Translated once. Valid as long as the shell.
  static std::string_view ScopeFields(StoredShell& shell);

  // The memory of all shells.
  std::size_t bytes() const { return bytes_; }

 private:
  struct Key {
    std::string_view text;
    std::size_t head_size;
    bool has_list;
    Encoding encoding;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  static std::size_t Cost(const Key& key);

  std::unordered_map<Key, StoredShell, KeyHash> shells_;  // each key is a view of its shell
  Bytes joined_;
  std::size_t bytes_ = 0;
};

}  // namespace spanloom

#endif  // SPANLOOM_ENGINE_SHELL_STORE_H_
