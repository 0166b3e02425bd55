// Run within verify.html by test_page.py: each published vector is judged, the names of those judged wrongly come back.
told => {
  const f = window.fazhi, raw = text => f.unbase64(text || ""), wrong = [];
  const refused = work => { try { return work() === false; } catch { return true; } };
  const must = (name, holds) => holds || wrong.push(name);
  const eq = (one, two) => f.hex(one) === f.hex(two), tree = new f.Tree(f.sha256);
  for (const one of told.inclusion) must("inclusion " + one.desc, refused(() => eq(f.root_from(tree, one.leafIdx, one.treeSize, raw(one.leafHash), (one.proof || []).map(raw)), raw(one.root))) === one.wantErr);
  for (const one of told.consistency) must("consistency " + one.desc, refused(() => f.check_consistency(tree, one.size1, one.size2, (one.proof || []).map(raw), raw(one.root1), raw(one.root2))) === one.wantErr);
  const grown = new f.Tree(f.sha256), { hasher } = told.reference;
  told.reference.root_by_size_hex.forEach((root, size) => { must("root of " + size, f.hex(grown.root()) === root); if (size < 8) grown.append(grown.leaf(f.unhex(told.reference.leaf_inputs_hex[size]))); });
  must("leaf", f.hex(tree.leaf(f.utf8("L123456"))) === hasher.leaf_of_ascii_L123456);
  must("node", f.hex(tree.node(f.utf8("N123"), f.utf8("N456"))) === hasher.node_of_ascii_N123_N456);
  for (const log of told.logs) {
    const point = f.read_checkpoint(log.note, [f.read_key(told.key)]), own = new f.Tree(f.sha256);
    log.entries.forEach(entry => own.append(own.leaf(f.utf8(entry))));
    must("log of " + point.size, point.signers.length === 1 && point.size === log.entries.length && eq(own.root(), point.root));
    must("tile of " + point.size, log.entries.map(entry => f.hex(own.leaf(f.utf8(entry)))).join("") === log.tile);
    must("forged log " + point.size, refused(() => f.read_checkpoint(log.note.replace("\n", "2\n"), [f.read_key(told.key)])));
  }
  must("note", f.read_note(told.note.note, [f.read_key(told.note.vkey)])[1].length === 1);
  for (const one of told.proofs) { const made = f.read_proof(one.text); must("proof " + one.name, made.index === one.index && made.checkpoint === one.checkpoint && made.proof.map(f.base64).join() === one.hashes.join()); }
  for (const one of told.canonical) must("JCS " + one.name, f.hex(f.utf8(f.canonical(JSON.parse(one.input)))) === one.hex);
  for (const one of told.numbers) must("number " + one.text, f.canonical(one.number) === one.text);
  for (const text of ['{"b":1,"a":2}', '{"a":1,"a":1}', '{"a":1.5}', '{"a":1.0}', '{"a": 1}', '"\\ud800"', '{"a":9007199254740993}', '"e\u0301"']) must("narrow " + text, refused(() => f.read_json(text)));
  for (const one of told.sm3) must("SM3 of " + one.length, f.hex(f.sm3(f.unhex(one.message))) === one.digest);
  for (const one of told.macs) must("HMAC-SM3 " + one.tcId, (f.hex(f.hmac(f.sm3, f.unhex(one.key), f.unhex(one.msg))).startsWith(one.tag)) === (one.result === "valid"));
  for (const one of told.hashes) { must("SHA-256", f.hex(f.sha256(f.unhex(one.message))) === one.sha256); must("SHA-512", f.hex(f.sha512(f.unhex(one.message))) === one.sha512); }
  must("HKDF", f.hex(f.hkdf(f.sha256, f.unhex("0b".repeat(22)), f.unhex("000102030405060708090a0b0c"), f.unhex("f0f1f2f3f4f5f6f7f8f9"), 42)) === told.hkdf);
  const signatures = told.ed25519.map(one => f.ed25519(f.unhex(one.key), f.unhex(one.message), f.unhex(one.signature)));
  return { wrong, signatures, sm2: told.sm2.map(one => f.sm2(f.unhex(one.key), f.unhex(one.message), f.unhex(one.signature))) };
}
