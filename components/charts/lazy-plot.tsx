"use client";

import dynamic from "next/dynamic";
import { whenConnected } from "@/components/offline/when-connected";

/** The picture of a chart. The library that draws it is loaded after the page, into a frame that has its size already. */
export const LazyPlot = dynamic(
  whenConnected(() => import("./plot")),
  { ssr: false },
);
