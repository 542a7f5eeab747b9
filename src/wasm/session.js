// The class that JavaScript uses, over the functions of bindings.cc. Appended to Emscripten's glue, whose names it uses.
Module['Session'] = class {
  constructor(policy, maxTraces, maxObjectsPerTrace, evidence, minLength, maxTextBytes) {
    // In an object of its own: a use after delete() is then a TypeError, not a write to address 0.
    this.core = {
      address: _session_new(policy, maxTraces, maxObjectsPerTrace, evidence, minLength, maxTextBytes),
    };
  }

  reserve(bytes) {
    return _session_reserve(this.core.address, bytes) >>> 0;
  }

  drain(words, strings, bytes, nowMicros) {
    return _session_drain(this.core.address, words, strings, bytes, nowMicros);
  }

  finishedSpans() {
    return _session_finished_spans(this.core.address);
  }

  finishedBytes() {
    return _session_finished_bytes(this.core.address);
  }

  cut(maxSpans, maxBytes) {
    return _session_cut(this.core.address, maxSpans, maxBytes);
  }

  encode(format, treeLinks) {
    return _session_encode(this.core.address, format, treeLinks);
  }

  release() {
    _session_release(this.core.address);
  }

  stats() {
    _session_stats(this.core.address);
  }

  resultAddress() {
    return _session_result_address(this.core.address) >>> 0;
  }

  resultSize() {
    return _session_result_size(this.core.address) >>> 0;
  }

  delete() {
    _session_delete(this.core.address);
    this.core = undefined;
  }
};
