"""个人信息权利请求 Requests about one's own data: a copy, a correction, an erasure, a withdrawal, an explanation."""
