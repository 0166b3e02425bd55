// What scripts say by themselves, in the page's language; "{}" stands where something is put in.
const ENGLISH = {
  "没有网络，只有照片能记在设备上；请先去掉“{}”，恢复以后再传": "No network: only photos are kept on the device. Take “{}” off, and upload it when the network is back",
  "没有网络，一次最多记 {} 张照片，现在有 {} 张": "No network: {} photos at most at a time; there are {}",
  "没有网络，设备上的照片合计最多 {} MB，加上这些有 {} MB；请减少几张，或者先送出已经记下的": "No network: the device keeps {} MB of photos at most; with these there are {} MB. Take fewer, or send what is kept first",
  "没有网络，照片在这台设备上存不下；请减少几张，或者恢复网络后再提交": "No network: the photos do not fit on this device. Take fewer, or send it when the network is back",
  "这台设备存不下了；请先送出或者删除还没有送出的": "This device is full; first send or delete what was not sent",
  "照片已经不在这台设备上；请“打开”以后重新选照片再提交": "The photos are no longer on this device; open it, choose them again and send it",
  "{}，照片 {} 张": "{}, {} photos",
  "没有网络；证件号、电话等敏感信息不能记在设备上，请恢复网络后再提交": "No network: citizen numbers, telephones and the like are not kept on the device. Send it when the network is back",
  "没有网络，已经记在这台设备上；恢复以后送出": "No network: kept on this device, to be sent when it is back",
  "还没有网络，没有送出": "Still no network: not sent",
  "已经送出：{}": "Sent: {}",
  "没有送出：{}": "Not sent: {}",
  "请重新登录后再送": "sign in again and send it then",
  "送出": "Send",
  "打开": "Open",
  "删除": "Delete",
  "{}（{}）": "{} ({})",
  "有 {} 件记在这台设备上，还没有送出": "{} kept on this device and not sent yet",
  "签好了": "Signed",
  "签名人姓名": "Whose signature it is",
  "取消": "Cancel",
  "已恢复上次没有提交的内容。": "What was not sent last time is here again.",
  "不要了": "Discard",
  "没有办成，什么也没有写入。请刷新后再试。": "It did not work, and nothing was written. Load the page again and retry.",
  "网络断了，没有写入。填的都还在，请稍后再试。": "The network broke off, and nothing was written. What you filled in is still here; retry in a while.",
  "回执号 {}，查询码 {}": "Receipt {}, query code {}",
  "可以选的地方": "Places to choose from",
};

export const tongue = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";

export function said(words, ...put) {
  const known = tongue === "en-GB" && ENGLISH[words] || words;
  return put.reduce((told, each) => told.replace("{}", () => each), known);
}
