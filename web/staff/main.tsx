import "../kit/tokens.css";
import "../kit/reset.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { currentLanguage } from "../kit/language.ts";
import { newQueryClient } from "../kit/use-api.ts";
import { beginLanguage, loadWords } from "../kit/words.ts";
import { newRouter } from "./routes.tsx";
import { loadLocale, Theme } from "./theme.tsx";

beginLanguage();
const queries = newQueryClient();
const router = newRouter(queries);
await Promise.all([loadWords("kit", "staff"), router.load(), loadLocale(currentLanguage())]);

const place = document.getElementById("app");
if (!place) throw new Error("index.html has no #app");
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Theme>
        <RouterProvider router={router} />
      </Theme>
    </QueryClientProvider>
  </StrictMode>,
);
