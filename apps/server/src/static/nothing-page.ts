import { html } from "hono/html";

/** What a person sees at an address where there is nothing; works without the page's own files. */
export const NOTHING_PAGE = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nothing here - Rahdari</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<main>
<h1>There is nothing at this address</h1>
<p lang="ur" dir="rtl">اس پتے پر کچھ نہیں ہے۔</p>
<p lang="ru">По этому адресу ничего нет.</p>
<p><a href="/">Rahdari</a> · <a href="/claim">Claim</a> · <a href="/verify">Receipts</a> · <a href="/docs">API</a></p>
</main>
</body>
</html>
`;
