// The one place that knows where the library is. The build unpacks it from Maven Central (function/admin/pom.xml).
export {
  html,
  render,
  createContext,
  useContext,
  useEffect,
  useErrorBoundary,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "../lib/htm/standalone.module.js";
